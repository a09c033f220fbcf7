import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run: what fails once fails again. Another
 * `PROPERTY_SEED` in the environment draws others. Runs before each file of tests in Node.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });
