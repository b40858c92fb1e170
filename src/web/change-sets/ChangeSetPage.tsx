export function ChangeSetPage() {
  return null
}
