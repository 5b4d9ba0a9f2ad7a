import { codeOf, linearOf, luminance } from './colour.mjs';

/** The 24 patches of the ColorChecker, sRGB codes. */
export const CHART = [
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
  [56, 61, 150],
  [70, 148, 73],
  [175, 54, 60],
  [231, 199, 31],
  [187, 86, 149],
  [8, 133, 161],
  [243, 243, 242],
  [200, 200, 200],
  [160, 160, 160],
  [122, 122, 121],
  [85, 85, 85],
  [52, 52, 52],
];

const PATCH = 260;
const BORDER = 75;

/**
 * How the chart, printed by `natural` on a grained sheet in uneven light, takes that grain and light, medians over its patches:
 * with the ink laid evenly, and with the grain of its `own` that the preset gives it.
 */
export function chartFigures({ natural, printed, printedEvenly }) {
  const chart = drawChart();
  const { width, height } = chart;
  const paper = grainedPaper(width, height);
  const parameters = { ...natural, fit: 'stretch', margin: 0, fold: 0, wear: 0 };
  const patches = CHART.map((_, i) => ({
    x: (i % 6) * PATCH + BORDER,
    y: Math.floor(i / 6) * PATCH + BORDER,
    width: PATCH - 2 * BORDER,
    height: PATCH - 2 * BORDER,
  }));
  const bare = splitLight(paper.data, width, height);
  const figures = (result) => {
    const ours = splitLight(result, width, height);
    const over = (part) =>
      patches.map((patch) => regression(cut(bare[part], patch, width), cut(ours[part], patch, width)));
    const [grains, lights] = [over('grain'), over('light')];
    return {
      grain: median(grains.map(({ slope }) => slope)),
      correlation: median(grains.map(({ correlation }) => correlation)),
      illumination: median(lights.map(({ slope }) => slope)),
    };
  };
  return {
    chart,
    paper,
    patches,
    even: figures(printedEvenly(chart, paper, parameters)),
    own: figures(printed(chart, paper, parameters)),
  };
}

/** The log luminance, low-pass and high-pass. */
function splitLight(data, width, height) {
  const plane = logLuminance(data);
  const fine = blurred(plane, width, height, 6);
  return { light: blurred(plane, width, height, 20), grain: plane.map((value, i) => value - fine[i]) };
}

function drawChart() {
  const [width, height] = [6 * PATCH, 4 * PATCH];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const patch = Math.floor((i % width) / PATCH) + 6 * Math.floor(Math.floor(i / width) / PATCH);
    data.set(CHART[patch], 3 * i);
  }
  return { width, height, channels: 3, data };
}

/** Fibres of about two pixels, 6 % deep, under light that falls off from the upper left. */
function grainedPaper(width, height) {
  let state = 7;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  const fine = blurred(Float64Array.from({ length: width * height }, uniform), width, height, 1.1);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) / width - 0.2, Math.floor(i / width) / height - 0.2];
    const light = 0.5 + 0.35 * Math.exp(-(x * x + y * y) * 1.5);
    data.fill(Math.round(codeOf(light * (1 + 0.8 * fine[i]))), 3 * i, 3 * i + 3);
  }
  return { width, height, channels: 3, data };
}

function logLuminance(data) {
  return Float64Array.from({ length: data.length / 3 }, (_, i) =>
    Math.log(Math.max(1e-5, luminance([linearOf(data[3 * i]), linearOf(data[3 * i + 1]), linearOf(data[3 * i + 2])]))),
  );
}

function blurred(values, width, height, sigma) {
  const reach = Math.ceil(3 * sigma);
  const taps = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const pass = (source, size, step) =>
    source.map((_, i) => {
      const at = Math.floor(i / step) % size;
      let value = 0;
      for (let k = -reach; k <= reach; k++) {
        value += taps[k + reach] * source[i + (Math.min(size - 1, Math.max(0, at + k)) - at) * step];
      }
      return value / sum;
    });
  return pass(pass(values, width, 1), height, width);
}

function cut(plane, { x, y, width, height }, stride) {
  return Array.from(
    { length: width * height },
    (_, k) => plane[(y + Math.floor(k / width)) * stride + x + (k % width)],
  );
}

function regression(a, b) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i] - mb);
    aa += (value - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  });
  return { slope: ab / aa, correlation: ab / Math.sqrt(aa * bb) };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
