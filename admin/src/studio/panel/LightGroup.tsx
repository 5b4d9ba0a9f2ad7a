import { useEffect, useRef, useState } from 'react';
import { LEAST_CONFIDENCE } from '../../../../src/engine/core/render/turn-light';
import { Segments } from '../../design/Segments';
import { t } from '../../i18n/translate';
import { TURNED } from '../edit/fields';
import type { EditState } from '../edit/use-edit';
import { livePreview } from '../preview/live';
import { openAhead } from '../preview/open-ahead';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { FieldSlider } from './FieldSlider';

interface LightGroupProps {
  readonly state: EditState;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
}

/** Where the light comes from: as on the photograph, or from elsewhere. */
export function LightGroup({ state, art, paper }: LightGroupProps) {
  const { parameters } = state.edit;
  const { light } = parameters;
  const carries = useCarriesLight(paper);
  // What throws shadows is found once for each paper, which takes longer than a click.
  const expected = useRef('');
  const expectTurned = () => {
    if (light !== null || expected.current === paper.key) return;
    expected.current = paper.key;
    void openAhead({ art, paper, parameters: { ...parameters, light: TURNED } });
  };
  return (
    <section className="group" aria-labelledby="light-title">
      <div className="group-head">
        <h2 id="light-title">{t('studio.light')}</h2>
      </div>
      <div className="choice" onPointerEnter={expectTurned} onFocus={expectTurned}>
        <span className="lbl">{t('studio.light.from')}</span>
        <Segments
          label={t('studio.light.from')}
          value={light === null ? 'own' : 'turned'}
          options={(['own', 'turned'] as const).map((value) => ({ value, label: t(`studio.light.${value}`) }))}
          onChange={(value) =>
            state.setParameters((now) => ({ ...now, light: value === 'own' ? null : (now.light ?? TURNED) }))
          }
        />
      </div>
      {light !== null && (
        <>
          <FieldSlider name="lightAzimuth" state={state} />
          <FieldSlider name="lightElevation" state={state} />
          <FieldSlider name="lightStrength" state={state} />
          {!carries && <p className="cap">{t('studio.light.uncertain')}</p>}
        </>
      )}
    </section>
  );
}

/** Whether a paper's relief is certain enough to be lit from elsewhere; true until that is known. */
function useCarriesLight(paper: PaperChoice): boolean {
  const [uncertain, setUncertain] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    livePreview.openPaper(paper).then(
      ({ confidence }) => current && setUncertain(confidence < LEAST_CONFIDENCE ? paper.key : null),
      // The preview fails of the same cause, and says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [paper]);
  return uncertain !== paper.key;
}
