export function RecapStep() {
  return null
}
