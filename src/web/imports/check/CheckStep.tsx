export function CheckStep() {
  return null
}
