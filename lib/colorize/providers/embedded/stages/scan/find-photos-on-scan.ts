import type { Raster } from "../../pixels/raster";
import { type Box, enclose } from "./enclose";
import { findGround } from "./find-ground";
import { fitBox } from "./fit-box";
import { listRegions } from "./list-regions";
import { shrinkScan } from "./shrink-scan";
import { type FoundPhoto, toEdits } from "./to-edits";

/** Longer side of the copy that is searched, in pixels. */
const searchSide = 560;
const mostTurn = 15.5;
/** As shares of the scan: the smallest photo, the shortest side of one, and what fills the scan so that nothing is to be cropped. */
const leastArea = 0.02;
const leastSide = 0.08;
const mostArea = 0.94;
/** How much of its rectangle a photo's hull covers. */
const leastHull = 0.92;
/** The share of each free side that must be a straight line, of the weakest one and on the average. */
const weakestSide = 0.3;
const meanSide = 0.65;
/** Two free sides at least: a straight horizon under a blank sky is one. */
const leastFree = 2;
/** What lies there besides the photos, as a share of their area. With more, the picture is not a scan of photos. */
const mostOther = 0.15;

/**
 * The photos that lie on one scan, from top left to bottom right. One entry is a single photo with a wide rim around it. None where
 * a photo fills the scan, and where anything speaks against a scan: an offer that is wrong is worse than none.
 */
export function findPhotosOnScan(raster: Raster): FoundPhoto[] {
  const scan = shrinkScan(raster, searchSide);
  const { width, height } = scan;
  const ground = findGround(scan);
  if (!ground) return [];
  const boxes: Box[] = [];
  let other = 0;
  for (const { area, points } of listRegions(ground, width, height)) {
    const { box, hullShare } = enclose(points);
    const isThin = Math.min(box.width, box.height) < leastSide * Math.min(width, height);
    if (isThin || area < (leastArea / 2) * width * height) {
      if (!isThin) other += area;
      continue;
    }
    const fitted = fitBox(ground, scan, box);
    if (hullShare >= leastHull && isPhoto(fitted.box, fitted.supports, scan)) boxes.push(fitted.box);
    else other += area;
  }
  const total = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  if (boxes.length === 0 || other > total * mostOther || total > mostArea * width * height) return [];
  return inReadingOrder(boxes).map((box) => toEdits(box, scan));
}

type Size = { width: number; height: number };

function isPhoto(box: Box, supports: number[], { width, height }: Size): boolean {
  if (box.width * box.height < leastArea * width * height || Math.abs(box.angle) > mostTurn) return false;
  if (supports.length < leastFree || Math.min(...supports) < weakestSide) return false;
  return supports.reduce((sum, share) => sum + share, 0) / supports.length >= meanSide;
}

/** Row by row: a photo whose middle lies beside another one is in the same row. */
function inReadingOrder(boxes: Box[]): Box[] {
  const rows: Box[][] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y)) {
    const row = rows.find(([first]) => first && Math.abs(first.y - box.y) < Math.min(first.height, box.height) / 2);
    if (row) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x));
}
