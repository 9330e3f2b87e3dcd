import { remember, remembered } from "../preferences/storage";

const AREA = "area";
const AREA_TOLD = "area-told";

/** Name of the area this browser is in; empty when it is nowhere. */
export function ownArea(): string {
  return remembered(AREA) ?? "";
}

/** Keep the area that was chosen here; the hub has not been told of it. */
export function chooseArea(area: string): void {
  remember(AREA, area);
}

/**
 * Keep the area the hub says this browser is in. Both entries are written in one go, before anything
 * is drawn: a page that closes between them would tell the hub that the old area was chosen here.
 */
export function followArea(area: string): void {
  remember(AREA, area);
  remember(AREA_TOLD, area);
}

/** What a hello says of the area: nothing where the hub knows it already. */
export function areaToTell(area: string): { area?: string } {
  return area === (remembered(AREA_TOLD) ?? "") ? {} : { area };
}
