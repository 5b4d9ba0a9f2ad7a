import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/brygada-1918/wght.css';
import '@fontsource-variable/brygada-1918/wght-italic.css';
import '@fontsource-variable/geist/wght.css';
import 'virtual:tokens.css';
import './design/base.css';
import { App } from './App';
import { applyColourMode } from './design/colour-mode';

applyColourMode();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
