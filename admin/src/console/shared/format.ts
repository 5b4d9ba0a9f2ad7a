/** Figures as people read them: a narrow space before the unit, and between thousands. */
const NARROW = '\u202f';
const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false });

export function count(value: number): string {
  return numbers.format(value).replaceAll(',', NARROW);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}${NARROW}%`;
}

/** @param milliseconds rounded to what matters at its size */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)}${NARROW}ms`;
  if (seconds < 60) return `${numbers.format(Number(seconds.toFixed(seconds < 10 ? 1 : 0)))}${NARROW}s`;
  const [minutes, hours, days] = [seconds / 60, seconds / 3600, seconds / 86_400];
  if (minutes < 60) return `${Math.floor(minutes)}${NARROW}min ${Math.floor(seconds % 60)}${NARROW}s`;
  if (hours < 48) return `${Math.floor(hours)}${NARROW}h ${Math.floor(minutes % 60)}${NARROW}min`;
  return `${Math.floor(days)}${NARROW}days`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export function bytes(value: number): string {
  const step = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  const amount = value / 1000 ** step;
  return `${numbers.format(step > 0 && amount < 10 ? amount : Math.round(amount))}${NARROW}${UNITS[step]}`;
}

export function size({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${count(width)} × ${count(height)}`;
}

export function dateTime(time: string): string {
  return dates.format(new Date(time));
}

export function timeOfDay(time: string): string {
  return clock.format(new Date(time));
}

/** Milliseconds since a time. */
export function since(time: string): number {
  return Date.now() - new Date(time).getTime();
}

/** An id as people tell it apart from others. */
export function shortId(id: string): string {
  return id.slice(-8);
}
