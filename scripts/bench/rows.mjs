/** One line of the table: what it says, the figure, its target where there is one, and whether it holds; value null: not measured. */
const row = (bar, value, target, holds) => ({ bar, value, target, holds: value === null ? null : holds });

export const atMost = (bar, value, limit) => row(bar, value, `≤ ${limit}`, value <= limit);
export const atLeast = (bar, value, limit) => row(bar, value, `≥ ${limit}`, value >= limit);
export const between = (bar, value, least, most) =>
  row(bar, value, `${least} … ${most}`, value >= least && value <= most);
export const figure = (bar, value) => row(bar, value, null, null);
