import { amend, newHistory, push, redo, undo } from './edit-history';

describe('edit history', () => {
  it('goes back and forth', () => {
    const history = push(push(newHistory(1), 2), 3);
    expect(undo(history).present).toBe(2);
    expect(undo(undo(history)).present).toBe(1);
    expect(redo(undo(history))).toEqual(history);
  });

  it('stops at both ends', () => {
    const history = newHistory(1);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('makes one step of a drag, however often it moved', () => {
    const dragged = amend(amend(push(newHistory(1), 2), 3), 4);
    expect(dragged.present).toBe(4);
    expect(undo(dragged).present).toBe(1);
  });

  it('forgets what was undone once something new is done', () => {
    const history = push(undo(push(newHistory(1), 2)), 5);
    expect(redo(history).present).toBe(5);
    expect(undo(history).present).toBe(1);
  });

  it('keeps no more than the last 200 steps', () => {
    let history = newHistory(0);
    for (let step = 1; step <= 300; step++) history = push(history, step);
    expect(history.past).toHaveLength(200);
    expect(history.past[0]).toBe(100);
  });
});
