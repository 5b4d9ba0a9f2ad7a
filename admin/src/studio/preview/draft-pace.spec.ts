import { DraftPace } from './draft-pace';

const FULL = 1024;

function paceOf(milliseconds: number, times = 7, pace = new DraftPace()) {
  for (let i = 0; i < times; i++) pace.took(FULL, milliseconds);
  return pace;
}

describe('DraftPace', () => {
  it('draws in full size where nothing is known, or that keeps up', () => {
    expect(new DraftPace().sizeOf(FULL)).toBe(1024);
    expect(paceOf(30).sizeOf(FULL)).toBe(1024);
    expect(paceOf(900, 2).sizeOf(FULL)).toBe(1024);
  });

  it('gives way as far as it must, and no further than half', () => {
    expect(paceOf(50).sizeOf(FULL)).toBe(768);
    expect(paceOf(90).sizeOf(FULL)).toBe(512);
    expect(paceOf(900).sizeOf(FULL)).toBe(512);
  });

  it('does not mind a few slow ones', () => {
    const pace = paceOf(25);
    paceOf(900, 3, pace);
    expect(pace.sizeOf(FULL)).toBe(1024);
  });

  it('stays with a size until another is clearly better', () => {
    const pace = paceOf(50);
    expect(pace.sizeOf(FULL)).toBe(768);
    expect(paceOf(36, 7, pace).sizeOf(FULL)).toBe(768);
    expect(paceOf(32, 7, pace).sizeOf(FULL)).toBe(1024);
    expect(paceOf(37, 7, pace).sizeOf(FULL)).toBe(1024);
    expect(paceOf(45, 7, pace).sizeOf(FULL)).toBe(768);
  });

  it('comes back to the full size where a smaller one is fast enough', () => {
    const pace = paceOf(50);
    expect(pace.sizeOf(FULL)).toBe(768);
    for (let i = 0; i < 7; i++) pace.took(768, 24);
    expect(pace.sizeOf(FULL)).toBe(768);
    for (let i = 0; i < 7; i++) pace.took(768, 22);
    expect(pace.sizeOf(FULL)).toBe(1024);
  });
});
