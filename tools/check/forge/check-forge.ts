// Fails when a file that only a forge, Docker, Kubernetes or systemd reads is wrong: none of them runs on a developer's machine, so
// their syntax is checked with their own parsers or by shape, and what they name is looked up in the product.
//
//   node --import tsx tools/check/forge/check-forge.ts [ROOT]
import path from "node:path";
import { composeFiles, findComposeFaults } from "./compose-faults";
import { findNginxFaults } from "./deploy-times";
import { findDockerfileFaults } from "./dockerfile-faults";
import { findKubernetesFaults } from "./kubernetes-faults";
import { readProduct } from "./product-files";
import { findSystemdFaults } from "./systemd-faults";
import { findTemplateFaults } from "./template-faults";
import { findFaultsOfWorkflows } from "./workflow-faults";

const product = readProduct(path.resolve(process.argv[2] ?? "."));
const faults = [
  ...findDockerfileFaults(product),
  ...composeFiles.flatMap((file) => findComposeFaults(product, file)),
  ...findKubernetesFaults(product),
  ...findSystemdFaults(product),
  ...findNginxFaults(product),
  ...findFaultsOfWorkflows(product),
  ...findTemplateFaults(product),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
