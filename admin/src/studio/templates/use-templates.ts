import { useCallback, useEffect, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import type { Edit } from '../edit/edit';
import { lookOf } from './template';

type Template = Schema['Template'];

export interface Templates {
  readonly templates: readonly Template[];
  /** @throws ApiProblem */
  readonly keep: (name: string, edit: Edit) => Promise<void>;
  /** @returns puts it back @throws ApiProblem */
  readonly remove: (template: Template) => Promise<() => Promise<void>>;
}

const PAGE = 100;

/** The looks that the artist keeps, by name; none while nobody is signed in. */
export function useTemplates(signedIn: boolean): Templates {
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  useEffect(() => {
    if (!signedIn) return setTemplates([]);
    let current = true;
    answerOf(api.GET('/api/v1/templates', { params: { query: { perPage: PAGE, sort: 'name' } } })).then(
      ({ items }) => current && setTemplates(items),
      // Presets serve without them; the papers beside them say what is wrong.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [signedIn]);
  const create = useCallback(async (body: Schema['TemplateWish']) => {
    const template = await answerOf(api.POST('/api/v1/templates', { body }));
    setTemplates((now) => [...now, template]);
  }, []);
  const keep = useCallback(
    (name: string, { preset, parameters }: Edit) => create({ name, preset, parameters: lookOf(parameters) }),
    [create],
  );
  const remove = useCallback(
    async ({ id, name, preset, parameters }: Template) => {
      await answerOf(api.DELETE('/api/v1/templates/{id}', { params: { path: { id } } }));
      setTemplates((now) => now.filter((other) => other.id !== id));
      return () => create({ name, preset, parameters });
    },
    [create],
  );
  return { templates, keep, remove };
}
