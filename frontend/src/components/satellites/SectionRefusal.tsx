import { SaveRefusal } from "../panel/SaveRefusal";

interface Props {
  /** What was to be changed. */
  change: { error: unknown; reset: () => void };
  /** Save over what somebody else changed meanwhile. */
  onOverwrite: () => void;
  /** Show what somebody else changed instead; left out: the section shows it by itself. */
  onTheirs?: () => void;
}

/** Below a section of a satellite: why what was set there was not saved. */
export function SectionRefusal({ change, onOverwrite, onTheirs }: Props) {
  if (!change.error) {
    return null;
  }
  return (
    <div style={{ marginTop: 14 }}>
      <SaveRefusal
        error={change.error}
        onOverwrite={onOverwrite}
        onTheirs={() => {
          onTheirs?.();
          change.reset();
        }}
      />
    </div>
  );
}
