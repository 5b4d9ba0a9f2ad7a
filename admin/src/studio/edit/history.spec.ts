import fc from 'fast-check';
import { cancelGesture, change, endGesture, type History, redo, startHistory, undo } from './history';

const drag = (history: History<number>, values: number[], gesture: string) =>
  endGesture(values.reduce((now, value) => change(now, value, gesture), history));

describe('history', () => {
  it('keeps one entry for a whole drag', () => {
    const dragged = drag(startHistory(0), [1, 2, 3, 4], 'fold');
    expect(dragged.present).toBe(4);
    expect(undo(dragged).present).toBe(0);
    expect(redo(undo(dragged)).present).toBe(4);
  });

  it('keeps two drags of one slider apart', () => {
    const twice = drag(drag(startHistory(0), [1, 2], 'fold'), [3, 4], 'fold');
    expect(undo(twice).present).toBe(2);
    expect(undo(undo(twice)).present).toBe(0);
  });

  it('forgets what was undone once something else is done', () => {
    const changed = change(undo(change(change(startHistory(0), 1), 2)), 9);
    expect(redo(changed).present).toBe(9);
    expect(undo(changed).present).toBe(1);
  });

  it('takes a cancelled drag back without a trace', () => {
    const before = change(startHistory(0), 1);
    const cancelled = cancelGesture(change(change(before, 5, 'scale'), 6, 'scale'));
    expect(cancelled).toEqual(before);
  });

  it('makes no entry where nothing changes', () => {
    const history = startHistory({ fold: 1 });
    expect(change(history, history.present)).toBe(history);
  });

  it('stays as it is at either end', () => {
    expect(undo(startHistory(7)).present).toBe(7);
    expect(redo(startHistory(7)).present).toBe(7);
  });

  it('gives back every value, whatever was done before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 60 }), (values) => {
        const distinct = values.map((value, i) => ({ value, i }));
        const all = distinct.reduce((now, value) => change(now, value), startHistory(distinct[0]!));
        let back = all;
        for (let i = 1; i < distinct.length; i++) back = undo(back);
        expect(back.present).toBe(distinct[0]);
        for (let i = 1; i < distinct.length; i++) back = redo(back);
        expect(back.present).toBe(distinct.at(-1));
      }),
    );
  });
});
