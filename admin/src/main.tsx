import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/brygada-1918/wght.css';
import '@fontsource-variable/brygada-1918/wght-italic.css';
import '@fontsource-variable/geist/wght.css';
import 'virtual:tokens.css';
import './design/base.css';
import { App, pageReady } from './App';
import { applyColourMode } from './design/colour-mode';

applyColourMode();
void start(document.getElementById('root')!);

async function start(root: HTMLElement): Promise<void> {
  // A page that came with the document stays until its like, alive, takes its place: admin/build/first-document.ts.
  if (root.hasChildNodes()) await pageReady();
  delete document.documentElement.dataset['returning'];
  root.inert = false;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
