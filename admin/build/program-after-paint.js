// Runs before a page that came with its document is shown: in the colours that were chosen. The program that makes the page live, a
// template until then, follows the first paint with its picture, so that on a slow line it does not take turns with them.
const { dataset } = document.documentElement;
const mode = localStorage.getItem('colour-mode');
if (mode === 'light' || mode === 'dark') dataset.theme = mode;

const start = () => {
  const template = document.querySelector('template#program');
  if (!template) return;
  document.head.append(template.content);
  template.remove();
};
const startSoon = () => {
  // Nothing is painted where the page cannot be seen, or is not to be.
  if (dataset.returning !== undefined || document.hidden) return start();
  document.addEventListener('visibilitychange', start, { once: true });
  // Should a browser not tell of its painting.
  addEventListener('load', () => setTimeout(start, 2000), { once: true });
  const painted = () => document.querySelector('#root img[fetchpriority=high]').decode().then(start, start);
  new PerformanceObserver(painted).observe({ type: 'paint', buffered: true });
};
addEventListener('DOMContentLoaded', startSoon, { once: true });
