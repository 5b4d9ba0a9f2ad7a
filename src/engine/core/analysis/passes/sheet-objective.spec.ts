import { createRandom } from '../../random.js';
import { lightVector } from '../reflectance.js';
import { createSheetObjective } from './sheet-objective.js';

describe('the sheet objective', () => {
  const width = 7;
  const height = 5;
  const random = createRandom(3);
  const noise = () => Float64Array.from({ length: width * height }, () => 0.3 * random.normal());
  const shading = noise().map((value) => 0.7 + value);
  const objective = createSheetObjective({ width, height }, shading, lightVector({ azimuth: 250, elevation: 40 }));

  it('has the gradient that its values have', () => {
    const point = noise();
    const gradient = new Float64Array(point.length);
    objective(point, gradient);
    const scratch = new Float64Array(point.length);
    const step = 1e-5;
    for (let i = 0; i < point.length; i++) {
      const ahead = point.slice();
      const behind = point.slice();
      ahead[i]! += step;
      behind[i]! -= step;
      const slope = (objective(ahead, scratch) - objective(behind, scratch)) / (2 * step);
      expect(gradient[i]).toBeCloseTo(slope, 6);
    }
  });

  it('does not care how high the sheet lies', () => {
    const point = noise();
    const scratch = new Float64Array(point.length);
    const value = objective(point, scratch);
    expect(
      objective(
        point.map((z) => z + 5),
        scratch,
      ),
    ).toBeCloseTo(value, 10);
  });
});
