interface Props {
  size?: number;
}

/** The project's sign: a voice in a rounded square. */
export function Logo({ size = 32 }: Props) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="10" fill="var(--mantine-color-fern-7)" />
      <g stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M8 14v4" />
        <path d="M13.3 10v12" />
        <path d="M18.6 7v18" />
        <path d="M24 13v6" />
      </g>
    </svg>
  );
}
