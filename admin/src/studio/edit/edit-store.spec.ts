import { newEdit } from './edit';
import { EditStore } from './edit-store';

function scene() {
  const store = new EditStore(newEdit('art', 'paper'));
  const rotations: number[] = [];
  const leave = store.subscribe(() => rotations.push(store.history().present.parameters.rotation));
  const rotate = (rotation: number, gesture?: string) =>
    store.actions.setParameters((now) => ({ ...now, rotation }), gesture);
  return { store, rotations, rotate, leave };
}

describe('EditStore', () => {
  it('tells of every change at once, and of nothing else', () => {
    const { store, rotations, rotate, leave } = scene();
    rotate(1);
    rotate(2);
    store.actions.endGesture();
    store.actions.undo();
    expect(rotations).toEqual([1, 2, 1]);
    leave();
    store.actions.redo();
    expect(rotations).toHaveLength(3);
  });

  it('tells the preview of each change of a drag, and the page of some and of the last', () => {
    jest.useFakeTimers();
    const { store, rotations, rotate } = scene();
    const followed: number[] = [];
    const leave = store.actions.follow(({ parameters }) => followed.push(parameters.rotation));
    for (const rotation of [1, 2, 3]) rotate(rotation, 'drag');
    expect(followed).toEqual([2, 3]);
    expect(rotations).toEqual([1]);
    jest.runOnlyPendingTimers();
    expect(rotations).toEqual([1, 3]);
    rotate(4, 'drag');
    store.actions.endGesture();
    expect(rotations).toEqual([1, 3, 4]);
    jest.runOnlyPendingTimers();
    expect(rotations).toHaveLength(3);
    leave();
    rotate(5, 'drag');
    rotate(6, 'drag');
    expect(followed).toEqual([2, 3, 4]);
    jest.useRealTimers();
  });

  it('keeps one entry of a drag, and none of one that is cancelled', () => {
    const { store, rotate } = scene();
    rotate(1, 'drag');
    rotate(2, 'drag');
    store.actions.cancelGesture();
    expect(store.history()).toMatchObject({ past: [], present: { parameters: { rotation: 0 } }, gesture: null });
  });

  it('renames choices in the past too', () => {
    const { store, rotate } = scene();
    rotate(1);
    store.actions.rename('paper', 'of-the-server');
    store.actions.undo();
    expect(store.history().present.baseImageId).toBe('of-the-server');
  });
});
