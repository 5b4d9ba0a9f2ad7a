import { useState } from 'react';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { setSingleKeys, singleKeys } from './use-shortcuts';

const KEYS = [
  [['B'], 'studio.key.flat'],
  [['V'], 'studio.key.view'],
  [['C'], 'studio.key.corners'],
  [['← ↑ → ↓'], 'studio.key.move'],
  [['[ ]'], 'studio.key.rotate'],
  [['+ − 0'], 'studio.key.zoom'],
  [['Z'], 'studio.key.magnify'],
  [['P'], 'studio.key.papers'],
  [['G'], 'studio.key.generate'],
  [['E'], 'studio.key.export'],
  [['Ctrl Z', 'Ctrl Shift Z'], 'studio.key.undo'],
  [['Delete'], 'studio.key.reset'],
  [['Esc'], 'studio.key.escape'],
  [['?'], 'studio.key.help'],
] as const;

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(singleKeys);
  return (
    <Dialog title={t('studio.shortcuts.title')} onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={() => {
            setSingleKeys(!on);
            setOn(!on);
          }}
        />
        {t('studio.shortcuts.single')}
      </label>
    </Dialog>
  );
}
