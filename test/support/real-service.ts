/**
 * A suite that needs a real service, by the variables that `npm run services -- start` writes. Without them it is skipped and
 * says so, or fails where REQUIRE_SERVICES=1.
 */
export function describeWithService<const Names extends string>(
  title: string,
  names: readonly Names[],
  suite: (variables: Record<Names, string>) => void,
): void {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length === 0) {
    const variables = Object.fromEntries(names.map((name) => [name, process.env[name]!])) as Record<Names, string>;
    describe(title, () => suite(variables));
    return;
  }
  const complaint = `${title}: skipped, ${missing.join(', ')} not set. \`npm run services -- start\` starts real services.`;
  if (process.env.REQUIRE_SERVICES === '1') {
    it(title, () => {
      throw new Error(complaint);
    });
  } else {
    process.stderr.write(`${complaint}\n`);
    describe.skip(title, () => it('needs a real service', () => undefined));
  }
}
