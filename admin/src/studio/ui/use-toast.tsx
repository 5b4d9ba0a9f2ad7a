import { type ReactNode, useCallback, useEffect, useState } from 'react';

interface Toast {
  readonly key: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

export type ShowToast = (text: string, action?: Toast['action']) => void;

const SHOWN_MILLISECONDS = 8000;
let lastKey = 0;

/** What just happened, in the past tense, with one action at most; it stays while it is pointed at or focused. */
export function useToast(): { readonly show: ShowToast; readonly element: ReactNode } {
  const [toast, setToast] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
  const show = useCallback((text: string, action?: Toast['action']) => {
    setHeld(false);
    setToast({ key: ++lastKey, text, action });
  }, []);
  useEffect(() => {
    if (!toast || held) return undefined;
    const timer = setTimeout(() => setToast(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const element = (
    <div role="status" className="toast-place">
      {toast && (
        <div
          className="toast"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                setToast(null);
                toast.action!.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
  return { show, element };
}
