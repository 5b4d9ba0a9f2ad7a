/** What each value of a byte does to the checksum when none, one, two and three bytes follow it. */
const TABLES = tablesOf();
const FOLLOWED_BY_ONE = 256;
const FOLLOWED_BY_TWO = 512;
const FOLLOWED_BY_THREE = 768;

function tablesOf(): Uint32Array {
  const tables = new Uint32Array(1024);
  for (let index = 0; index < 256; index++) {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[index] = value;
  }
  for (let i = 256; i < tables.length; i++) tables[i] = (tables[i - 256]! >>> 8) ^ tables[tables[i - 256]! & 255]!;
  return tables;
}

/** CRC-32 as in PNG and gzip (ISO 3309), four bytes at a time (Kounavis and Berry 2005). */
export function crc32(bytes: Uint8Array): number {
  let value = -1;
  const whole = bytes.length - 3;
  let i = 0;
  for (; i < whole; i += 4) {
    const four = value ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
    value =
      TABLES[FOLLOWED_BY_THREE + (four & 255)]! ^
      TABLES[FOLLOWED_BY_TWO + ((four >>> 8) & 255)]! ^
      TABLES[FOLLOWED_BY_ONE + ((four >>> 16) & 255)]! ^
      TABLES[four >>> 24]!;
  }
  for (; i < bytes.length; i++) value = (value >>> 8) ^ TABLES[(value ^ bytes[i]!) & 255]!;
  return (value ^ -1) >>> 0;
}
