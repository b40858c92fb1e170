export function ChangeSetListPage() {
  return null
}
