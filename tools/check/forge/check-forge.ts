// Fails when a file that only a forge or Docker reads is wrong: neither runs on a developer's machine, so their syntax is
// checked with their own parsers, and what they name is looked up in the product.
//
//   node --import tsx tools/check/forge/check-forge.ts [ROOT]
import path from "node:path";
import { composeFiles, findComposeFaults } from "./compose-faults";
import { findDockerfileFaults } from "./dockerfile-faults";
import { readProduct } from "./product-files";
import { findTemplateFaults } from "./template-faults";
import { findFaultsOfWorkflows } from "./workflow-faults";

const product = readProduct(path.resolve(process.argv[2] ?? "."));
const faults = [
  ...findDockerfileFaults(product),
  ...composeFiles.flatMap((file) => findComposeFaults(product, file)),
  ...findFaultsOfWorkflows(product),
  ...findTemplateFaults(product),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
