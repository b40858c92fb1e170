export function RestorePointsPage() {
  return null
}
