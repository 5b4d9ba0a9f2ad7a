// The process that runs jobs: no API, only probes. Beside the API its port is taken, so without one of its own it takes a free one.
process.env['ROLE'] = 'worker';
process.env['PORT'] ??= '0';
void import('./main.js');
