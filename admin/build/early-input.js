// Runs before the first page is shown, after program-after-paint.js: not at all to who was signed in, whose page is another one.
const returning = localStorage.getItem('was-signed-in') !== null;
if (returning) dataset.returning = '';

// What is dropped, pasted or chosen before the page is alive is kept for it, and a click is repeated then:
// admin/src/studio/first/early-input.ts.
const early = { files: [], click: null, end: new AbortController() };
globalThis.earlyInput = early;
const arrive = (files) => {
  if (!files?.length) return;
  early.files.push(...files);
  early.onFiles?.();
  start();
};
const hold = (held) => document.querySelector('#root[inert] .drop-zone')?.classList.toggle('arriving-here', held);
const on = (type, listener) => addEventListener(type, listener, { signal: early.end.signal });
on('dragover', (event) => {
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  hold(true);
});
on('dragleave', ({ relatedTarget }) => relatedTarget || hold(false));
on('drop', (event) => {
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  arrive(event.dataTransfer.files);
});
on('change', ({ target }) => arrive(target.files));
on('paste', ({ clipboardData }) => arrive(clipboardData?.files));
on('click', ({ isTrusted, clientX, clientY }) => {
  const link = document.querySelector('#root .drop-zone .link');
  const box = link?.getBoundingClientRect();
  if (!isTrusted || !box || returning) return;
  const isOnLink = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
  if (!isOnLink) {
    early.click = { x: clientX, y: clientY };
    return start();
  }
  // At once: browsers open it for a click alone, and the chosen file may come after the page is alive.
  const { accept } = document.querySelector('.drop-zone input');
  const picker = Object.assign(document.createElement('input'), { type: 'file', accept });
  picker.addEventListener('change', () => arrive(picker.files));
  // What nothing holds is let go of while it is open.
  early.picker = picker;
  picker.click();
});
