import { type ReactNode, startTransition, StrictMode, useLayoutEffect } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import '@fontsource-variable/brygada-1918/wght.css';
import '@fontsource-variable/brygada-1918/wght-italic.css';
import '@fontsource-variable/geist/wght.css';
import './design/stand-in-fonts.css';
import 'virtual:tokens.css';
import './design/base.css';
import { App, pageReady } from './App';
import { applyColourMode } from './design/colour-mode';

applyColourMode();
void start(document.getElementById('root')!);

async function start(root: HTMLElement): Promise<void> {
  const { dataset } = document.documentElement;
  // The first page came with the document, and comes alive as it is: admin/build/first-document.ts. Who was signed in sees another.
  const isThere = root.hasChildNodes() && dataset['returning'] === undefined;
  if (root.hasChildNodes()) await pageReady();
  const wake = () => {
    delete dataset['returning'];
    root.inert = false;
  };
  const application = (
    <StrictMode>
      <Shown onShown={wake}>
        <App />
      </Shown>
    </StrictMode>
  );
  // In a transition: drawn in slices, between which the page answers.
  startTransition(() => {
    if (isThere) hydrateRoot(root, application);
    else createRoot(root).render(application);
  });
}

function Shown({ onShown, children }: { readonly onShown: () => void; readonly children: ReactNode }): ReactNode {
  useLayoutEffect(onShown, [onShown]);
  return children;
}
