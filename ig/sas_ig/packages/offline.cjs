// Loaded into Node before SUSHI (node --require), so that a build never asks the network.
//
// SUSHI looks up two things by itself: its own latest release, and the latest versions of
// HL7's terminology, extensions and tools packages, which it adds to every project. Our
// FSH needs none of these packages, and the tools one is on no registry we use; offline,
// each look-up costs seconds and ends in a warning. Naming a stand-in for them in
// sushi-config.yaml would put a false dependency into the published guide, so both
// look-ups are switched off here. They are exports of the release that package-lock.json
// pins; a release without them stops with the message below.
'use strict';

const path = require('path');

const processing = require(path.join(path.dirname(process.argv[1]), 'utils', 'Processing'));

if (!Array.isArray(processing.AUTOMATIC_DEPENDENCIES) || !processing.checkSushiVersion) {
  throw new Error('this release of SUSHI has other network hooks: see ig/sas_ig/packages/offline.cjs');
}
processing.AUTOMATIC_DEPENDENCIES.length = 0;
processing.checkSushiVersion = async () => {
  const current = processing.getLocalSushiVersion();
  return { latest: current, current };
};
