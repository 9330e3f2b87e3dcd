import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

/** A satellite as the hub knows it. */
export type SatelliteInfo = Schemas["SatelliteModel"];
export type SatelliteLine = Schemas["SatelliteLine"];
/** A device that asks to join. */
export type Pairing = Schemas["PairingModel"];
export type Discovered = Schemas["Discovered"];
export type DiscoveredDevice = Schemas["DiscoveredDevice"];
export type WakeWord = Schemas["WakeWordModel"];
export type WakeChoice = Required<Schemas["WakeChoiceModel"]>;
export type Voices = Schemas["VoicesModel"];

/** How loud it is at a satellite. */
export interface Level {
  satellite_id: string;
  /** False while its microphone is closed. */
  open: boolean;
  rms_dbfs: number;
  peak_dbfs: number;
}

/** How many lines the hub keeps of one satellite. */
export const KEPT_LINES = 200;

export const satelliteKeys = {
  all: ["satellites"],
  pairing: ["pairing"],
  discovered: ["discovered-satellites"],
  log: (id: string) => ["satellite", id, "log"],
  wakeWords: ["wake-words"],
  voices: ["voices"],
} as const;

function address(id: string, what = ""): string {
  return `/api/satellites/${encodeURIComponent(id)}${what === "" ? "" : `/${what}`}`;
}

/** Every satellite the hub knows, kept live by the `/ui` socket. */
export function useSatellites() {
  return useQuery({
    queryKey: satelliteKeys.all,
    queryFn: () => request<SatelliteInfo[]>("GET", "/api/satellites"),
  });
}

/** Those that are there first, then by name. */
export function inOrder(satellites: readonly SatelliteInfo[]): SatelliteInfo[] {
  return [...satellites].sort(
    (a, b) => Number(b.connected) - Number(a.connected) || a.name.localeCompare(b.name),
  );
}

export type SatelliteChange = Partial<
  Pick<
    SatelliteInfo,
    | "name"
    | "area_id"
    | "volume"
    | "muted"
    | "mic_muted"
    | "wake_sound"
    | "done_sound"
    | "error_sound"
    | "stop_word"
    | "language"
    | "voice"
    | "recogniser"
    | "patience"
    | "person"
    | "agent"
    | "earshot"
    | "quiet_hours"
    | "control_areas"
    | "control_not"
  >
>;

interface Change {
  changes: SatelliteChange;
  /** The same fields as they were shown; left out to overwrite whatever is there. */
  was?: SatelliteChange | undefined;
}

/** Change what is set for a satellite: shown at once, taken back when the hub refuses. */
export function useChangeSatellite(id: string) {
  const client = useQueryClient();
  const put = (change: (known: SatelliteInfo) => SatelliteInfo) =>
    client.setQueryData<SatelliteInfo[]>(satelliteKeys.all, (known) =>
      known?.map((satellite) => (satellite.id === id ? change(satellite) : satellite)),
    );
  return useMutation({
    mutationFn: ({ changes, was }: Change) =>
      request<SatelliteInfo>("PATCH", address(id), { ...changes, ...(was ? { was } : {}) }),
    onMutate: ({ changes }) => {
      put((known) => ({ ...known, ...changes }));
    },
    onSuccess: (satellite) => {
      put(() => satellite);
    },
    onError: () => client.invalidateQueries({ queryKey: satelliteKeys.all }),
  });
}

/** Forget a satellite; its token ends. */
export function useForgetSatellite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>("DELETE", address(id)),
    onSuccess: (_nothing, id) =>
      client.setQueryData<SatelliteInfo[]>(satelliteKeys.all, (known) =>
        known?.filter((satellite) => satellite.id !== id),
      ),
  });
}

/** Have a satellite play the test sound, or show which one it is. */
export function useOrderSatellite(id: string, order: "test-sound" | "identify") {
  return useMutation({ mutationFn: () => request<unknown>("POST", address(id, order)) });
}

/** The last lines of a satellite's log, newest first, kept live. */
export function useSatelliteLog(id: string) {
  return useQuery({
    queryKey: satelliteKeys.log(id),
    queryFn: async () =>
      (await request<SatelliteLine[]>("GET", address(id, "log"))).sort((a, b) => b.seq - a.seq),
  });
}

/** Put a new line in front, newest first. */
export function withNewLine(known: readonly SatelliteLine[], line: SatelliteLine): SatelliteLine[] {
  return known.some(({ seq }) => seq === line.seq)
    ? [...known]
    : [line, ...known].sort((a, b) => b.seq - a.seq).slice(0, KEPT_LINES);
}

/** The devices that ask to join, kept live. */
export function usePairing() {
  return useQuery({
    queryKey: satelliteKeys.pairing,
    queryFn: () => request<Pairing[]>("GET", "/api/pairing"),
  });
}

const OPEN: ReadonlySet<Pairing["state"]> = new Set(["waiting", "accepted"]);

/** Put a request's newer version in place; one that is over goes away. */
export function mergePairing(known: readonly Pairing[], changed: Pairing): Pairing[] {
  const others = known.filter(({ id }) => id !== changed.id);
  return OPEN.has(changed.state)
    ? [...others, changed].sort((a, b) => a.asked_at - b.asked_at)
    : others;
}

interface Acceptance {
  code: string;
  name: string;
  area_id: string | null;
}

/** Let a device in by the code it shows. */
export function useAcceptPairing(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Acceptance) =>
      request<Pairing>("POST", `/api/pairing/${encodeURIComponent(id)}/accept`, body),
    onSettled: () => client.invalidateQueries({ queryKey: satelliteKeys.pairing }),
  });
}

/** Send a device away. */
export function useRejectPairing(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>("DELETE", `/api/pairing/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: satelliteKeys.pairing }),
  });
}

/** What announces itself on the network, kept live. */
export function useDiscovered(enabled = true) {
  return useQuery({
    enabled,
    queryKey: satelliteKeys.discovered,
    queryFn: () => request<Discovered>("GET", "/api/discovered-satellites"),
  });
}

/** A device of others to use: one that was seen, or one at an address. */
export type UseDevice = Partial<Schemas["UseDeviceBody"]>;

/** Have the hub drive a device of others; it then stands among the satellites. */
export function useDriveDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (device: UseDevice) =>
      request<DiscoveredDevice>("POST", "/api/discovered-satellites", device),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: satelliteKeys.discovered });
      void client.invalidateQueries({ queryKey: satelliteKeys.all });
    },
  });
}

/** Why a device of others that is in use cannot be driven now; null: it can, or is none. */
export function useDrivingProblem({ id, kind }: SatelliteInfo): DiscoveredDevice["problem"] {
  const found = useDiscovered(kind === "wyoming" || kind === "esphome");
  return found.data?.devices.find((device) => device.satellite_id === id)?.problem ?? null;
}

/** Every wake word there is. */
export function useWakeWords() {
  return useQuery({
    queryKey: satelliteKeys.wakeWords,
    queryFn: () => request<WakeWord[]>("GET", "/api/wake-words"),
  });
}

/** What was chosen for a satellite to listen for; null: what it was set to itself. */
export function chosenWakeWords(satellite: SatelliteInfo): WakeChoice[] | null {
  const chosen = satellite.info.chosen_wake_words;
  return Array.isArray(chosen) ? (chosen as WakeChoice[]) : null;
}

/** A text a satellite tells of itself; blank when it does not. */
export function factOf(satellite: SatelliteInfo, name: string): string {
  const facts = name === "address" ? satellite.info : satellite.info.facts;
  const fact: unknown =
    typeof facts === "object" && facts !== null ? (facts as Record<string, unknown>)[name] : "";
  return typeof fact === "string" ? fact : "";
}

/** Whether a satellite's program understands something newer than listening and playing. */
export function can(satellite: SatelliteInfo, feature: string): boolean {
  const { features } = satellite.info;
  return Array.isArray(features) && features.includes(feature);
}

interface WakeChange {
  choice: WakeChoice[] | null;
  was?: WakeChoice[] | null | undefined;
}

/** Choose what a satellite listens for. */
export function useChooseWakeWords(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ choice, was }: WakeChange) =>
      choice === null
        ? request<unknown>("DELETE", address(id, "wake-words"))
        : request<unknown>("PUT", address(id, "wake-words"), {
            wake_words: choice,
            ...(was === undefined ? {} : { was: { wake_words: was } }),
          }),
    onSettled: () => client.invalidateQueries({ queryKey: satelliteKeys.all }),
  });
}

/** The voices there are. */
export function useVoices() {
  return useQuery({
    queryKey: satelliteKeys.voices,
    queryFn: () => request<Voices>("GET", "/api/voices"),
  });
}
