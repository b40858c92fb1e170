/** Three gusts: the mark of Rafale. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--rf-accent)" />
      <g fill="none" stroke="var(--rf-on-accent)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M7 12h11.5a3.2 3.2 0 1 0-3-4.3" />
        <path d="M7 17h16a3.4 3.4 0 1 1-3.2 4.6" />
        <path d="M7 22h7.5" />
      </g>
    </svg>
  )
}
