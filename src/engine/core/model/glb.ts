/** Parts of a glTF 2.0 scene with one textured mesh. */
export interface TexturedMesh {
  readonly name: string;
  /** Three a vertex, metres. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** Two a vertex, from the picture's top left. */
  readonly textureCoordinates: Float32Array;
  readonly triangles: Uint32Array;
  /** JPEG. */
  readonly picture: Uint8Array;
}

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const VERTICES = 34962;
const INDICES = 34963;
const LINEAR = 9729;
const LINEAR_MIPMAPS = 9987;
const CLAMP = 33071;
/** The largest index means a restart where indices are short. */
const SHORT_VERTICES = 65535;

/** A binary glTF file (Khronos glTF 2.0, 4.4): the same mesh gives the same bytes. */
export function writeGlb(mesh: TexturedMesh): Uint8Array {
  const { positions, normals, textureCoordinates, triangles, picture, name } = mesh;
  const vertices = positions.length / 3;
  const short = vertices < SHORT_VERTICES;
  const indices = short ? Uint16Array.from(triangles) : triangles;
  const parts = [positions, normals, textureCoordinates, indices, picture].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  let length = 0;
  const views = parts.map((part, i) => {
    const view = { buffer: 0, byteOffset: length, byteLength: part.length };
    length = aligned(length + part.length);
    const target = i < 3 ? VERTICES : i === 3 ? INDICES : undefined;
    return target === undefined ? view : { ...view, target };
  });
  const accessor = (bufferView: number, type: string, componentType: number, count: number) => ({
    bufferView,
    componentType,
    count,
    type,
  });
  const document = {
    asset: { version: '2.0', generator: 'Artwork Mapping' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name, mesh: 0 }],
    meshes: [
      { name, primitives: [{ attributes: { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 }, indices: 3, material: 0 }] },
    ],
    materials: [
      {
        name,
        doubleSided: true,
        pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0, roughnessFactor: 0.95 },
      },
    ],
    textures: [{ sampler: 0, source: 0 }],
    samplers: [{ magFilter: LINEAR, minFilter: LINEAR_MIPMAPS, wrapS: CLAMP, wrapT: CLAMP }],
    images: [{ bufferView: 4, mimeType: 'image/jpeg' }],
    accessors: [
      { ...accessor(0, 'VEC3', FLOAT, vertices), ...extremes(positions) },
      accessor(1, 'VEC3', FLOAT, vertices),
      accessor(2, 'VEC2', FLOAT, vertices),
      accessor(3, 'SCALAR', short ? UNSIGNED_SHORT : UNSIGNED_INT, triangles.length),
    ],
    bufferViews: views,
    buffers: [{ byteLength: length }],
  };
  return assemble(new TextEncoder().encode(JSON.stringify(document)), parts, length);
}

function assemble(json: Uint8Array, parts: readonly Uint8Array[], binaryLength: number): Uint8Array {
  const jsonLength = aligned(json.length);
  const file = new Uint8Array(12 + 8 + jsonLength + 8 + binaryLength);
  const view = new DataView(file.buffer);
  [MAGIC, 2, file.length, jsonLength, JSON_CHUNK].forEach((value, i) => view.setUint32(i * 4, value, true));
  file.fill(0x20, 20, 20 + jsonLength);
  file.set(json, 20);
  view.setUint32(20 + jsonLength, binaryLength, true);
  view.setUint32(24 + jsonLength, BINARY_CHUNK, true);
  let at = 28 + jsonLength;
  for (const part of parts) {
    file.set(part, at);
    at = aligned(at + part.length);
  }
  return file;
}

function extremes(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, i) => {
    min[i % 3] = Math.min(min[i % 3]!, value);
    max[i % 3] = Math.max(max[i % 3]!, value);
  });
  return { min, max };
}

const aligned = (length: number): number => (length + 3) & ~3;
