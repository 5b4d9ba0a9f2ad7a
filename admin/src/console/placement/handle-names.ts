import { t } from '../../i18n/translate';
import type { Handle } from './sheet-mesh';

const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;

/** What a control point is called: a corner by its place, another by row and column. @param index among the handles */
export function nameOf({ row, column }: Handle, index: number): string {
  const corner = CORNERS[index];
  return corner ? t(`console.placement.${corner}`) : t('console.placement.point', { row: row + 1, column: column + 1 });
}
