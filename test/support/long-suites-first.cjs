const { sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

const OF_WHOLE_PROCESSES = ['console', 'e2e', 'faults', 'cluster'].map((name) => `${sep}test${sep}${name}${sep}`);
const isLong = ({ path }) => OF_WHOLE_PROCESSES.some((folder) => path.includes(folder));

/** Jest begins with large files or, once it has run, with what took long; here with those that start processes and browsers. */
module.exports = class LongSuitesFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
