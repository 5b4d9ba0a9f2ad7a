import { Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { copyText } from '../../design/copy-text';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';

interface ShownOnceProps {
  readonly detail: string;
  readonly label: string;
  readonly value: string;
  readonly copy: string;
  readonly copied: string;
  readonly onDone: () => void;
}

/** Something secret that can be read and copied now and never again. */
export function ShownOnce({ detail, label, value, copy, copied, onDone }: ShownOnceProps) {
  const [note, setNote] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const take = async () => {
    field.current!.select();
    try {
      await copyText(value);
      setNote(copied);
    } catch {
      // Some browsers let no page copy; the text is selected.
      setNote(t('studio.once.copy-yourself'));
    }
  };
  return (
    <>
      <p>{detail}</p>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          ref={field}
          id={id}
          className="mono shown-once"
          readOnly
          rows={2}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onFocus={({ target }) => target.select()}
        />
      </div>
      <div className="actions">
        <button type="button" className="btn ink" onClick={() => void take()} autoFocus>
          <Icon of={Copy} size={16} />
          {copy}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {t('studio.once.done')}
        </button>
      </div>
      <p className="lbl" role="status">
        {note}
      </p>
    </>
  );
}
