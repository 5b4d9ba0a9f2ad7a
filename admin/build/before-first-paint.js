// Runs before the first page's document is shown: in the colours that were chosen, and not at all to who was signed in, whose
// page is another one. The program that makes the page live, a template until then, follows the first paint, so that on a slow
// line it does not take turns with the pictures.
const { dataset } = document.documentElement;
const mode = localStorage.getItem('colour-mode');
if (mode === 'light' || mode === 'dark') dataset.theme = mode;
const returning = localStorage.getItem('was-signed-in') !== null;
if (returning) dataset.returning = '';

const start = () => {
  const template = document.querySelector('template#program');
  if (!template) return;
  document.head.append(template.content);
  template.remove();
};
const startSoon = () => {
  // Nothing is painted where the page cannot be seen, or is not to be.
  if (returning || document.hidden) return start();
  document.addEventListener('visibilitychange', start, { once: true });
  addEventListener('load', start, { once: true });
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
};
addEventListener('DOMContentLoaded', startSoon, { once: true });
