import { Monitor, Moon, Sun } from 'lucide-react';
import { t } from '../i18n/translate';
import { chooseColourMode, type ColourMode, useColourMode } from './colour-mode';
import { Icon } from './Icon';

const MODES = [
  ['light', Sun],
  ['dark', Moon],
  ['system', Monitor],
] as const satisfies readonly (readonly [ColourMode, unknown])[];

/** Light, dark, or as the system says. */
export function AppearanceChoice() {
  const { chosen } = useColourMode();
  return (
    <div className="seg" role="group" aria-label={t('theme.label')}>
      {MODES.map(([mode, icon]) => (
        <button
          key={mode}
          type="button"
          aria-label={t(`theme.${mode}`)}
          title={t(`theme.${mode}`)}
          aria-pressed={chosen === mode}
          onClick={() => chooseColourMode(mode)}
        >
          <Icon of={icon} size={16} />
        </button>
      ))}
    </div>
  );
}
