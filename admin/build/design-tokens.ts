import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const MODULE = 'virtual:tokens.css';

interface Tokens {
  readonly color: Record<'light' | 'dark', Record<string, string>>;
  readonly shadow: Record<'light' | 'dark', Record<string, string>>;
  readonly motion: Record<string, string>;
  readonly font: Record<'serif' | 'sans' | 'mono', string>;
}

/** Serves `virtual:tokens.css`: the design tokens as CSS variables, light and dark. */
export function designTokens(file: string): Plugin {
  return {
    name: 'design-tokens',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      this.addWatchFile(file);
      return styleSheet(JSON.parse(readFileSync(file, 'utf8')) as Tokens);
    },
  };
}

function styleSheet({ color, shadow, font, motion }: Tokens): string {
  const mode = (name: 'light' | 'dark') => [
    `color-scheme:${name}`,
    ...Object.entries(color[name]).map(([key, value]) => `--${kebab(key)}:${value}`),
    ...Object.entries(shadow[name]).map(([key, value]) => `--shadow-${kebab(key)}:${value}`),
  ];
  const always = [
    ...(['serif', 'sans', 'mono'] as const).map((family) => `--${family}:${font[family]}`),
    ...['press', 'control', 'panel', 'picture', 'easing'].map((key) => `--motion-${key}:${motion[key]}`),
  ];
  const still = ['press', 'control', 'panel', 'picture'].map((key) => `--motion-${key}:0ms`);
  return [
    `:root{${[...always, ...mode('light')].join(';')}}`,
    `[data-theme=dark]{${mode('dark').join(';')}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme]){${mode('dark').join(';')}}}`,
    `@media (prefers-reduced-motion:reduce){:root{${still.join(';')}}}`,
  ].join('\n');
}

function kebab(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
