import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import type { IptcDataset } from "./iptc-datasets";

const timeDataset = 60;
const dateName = "dateCreated";

/** The texts that the datasets hold. The date of the photo is ISO 8601 with the time, where there is one. */
export function textsOfIptc(datasets: readonly IptcDataset[]): PhotoTexts {
  const texts: PhotoTexts = {};
  for (const name of photoTextNames) {
    const number = placesOf(name).iptc;
    const values = datasets.filter(({ dataset }) => dataset === number).map(({ data }) => data.toString("utf8"));
    const read = name === dateName ? values.slice(0, 1).map((date) => readDate(date, datasets)) : values;
    if (read.length > 0) texts[name] = read;
  }
  return texts;
}

function readDate(date: string, datasets: readonly IptcDataset[]): string {
  const day = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(date);
  if (!day) return date;
  // A day or month of 00 is not known; XMP leaves it out.
  const known = day.slice(1, date.slice(4).replace("-", "").startsWith("00") ? 2 : day[3] === "00" ? 3 : 4).join("-");
  const written = datasets.find(({ dataset }) => dataset === timeDataset)?.data.toString("utf8") ?? "";
  const time = /^(\d\d):?(\d\d):?(\d\d)(?:([+-]\d\d):?(\d\d))?$/.exec(written);
  if (!time || known.length < 10) return known;
  const [, hours, minutes, seconds, zone, zoneMinutes] = time;
  return `${known}T${hours}:${minutes}:${seconds}${zone ? `${zone}:${zoneMinutes}` : ""}`;
}

/** The photo's datasets, and its other texts as datasets where it has none of that number. */
export function fillIptc(datasets: readonly IptcDataset[], texts: PhotoTexts): IptcDataset[] {
  const added = photoTextNames.flatMap((name): IptcDataset[] => {
    const dataset = placesOf(name).iptc;
    if (dataset === undefined || datasets.some((one) => one.dataset === dataset)) return [];
    const values = texts[name] ?? [];
    if (name === dateName) return values.slice(0, 1).flatMap(writeDate);
    return values.map((value) => ({ dataset, data: Buffer.from(value, "utf8") }));
  });
  return [...datasets, ...added];
}

/** None for what is no whole date: the dataset holds nothing else. */
function writeDate(value: string): IptcDataset[] {
  const moment = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:([+-]\d\d):(\d\d)|Z)?)?/.exec(value);
  if (!moment) return [];
  const [, year, month, day, hours, minutes, seconds, zone = "+00", zoneMinutes = "00"] = moment;
  const date = { dataset: 55, data: Buffer.from(`${year}${month}${day}`) };
  if (hours === undefined) return [date];
  return [date, { dataset: timeDataset, data: Buffer.from(`${hours}${minutes}${seconds}${zone}${zoneMinutes}`) }];
}
