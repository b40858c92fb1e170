import { Button, Checkbox, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRole, type Role } from '../../../shared/contract/role.contract.ts'
import { rights, type Right } from '../../../shared/rights.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'
import { useRoles } from '../users/use-staff.ts'
import { RoleDialog } from './RoleDialog.tsx'
import { RoleMenu } from './RoleMenu.tsx'

const rightNames = Object.keys(rights) as Right[]
const areaOf = (right: Right) => right.split('.')[0]
const isFixed = (role: Role) => role.code === 'administrator'

/** The matrix of rights (AC-6): a line a right, a column a role; a tick applies at once. */
export function RolesPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const roles = useRoles()
  const [edited, setEdited] = useState<Role | 'new'>()
  const [chosen, setChosen] = useState<string | null>(null)
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  const stale = [queryKeys.roles, queryKeys.session]
  const setRights = useAct(
    ({ role, right, isGiven }: { role: Role; right: Right; isGiven: boolean }) =>
      call(changeRole, {
        params: { id: role.id },
        body: { rights: isGiven ? [...role.rights, right] : role.rights.filter((one) => one !== right) },
      }),
    {
      stale,
      said: (_, { role, right, isGiven }) =>
        t(isGiven ? 'administration.roles.given' : 'administration.roles.taken', {
          role: role.label[language],
          right: rights[right][language],
        }),
    },
  )
  const setFactor = useAct(
    ({ role, isRequired }: { role: Role; isRequired: boolean }) =>
      call(changeRole, { params: { id: role.id }, body: { requiresSecondFactor: isRequired } }),
    { stale, said: (role) => t('administration.roles.factorChanged', { role: role.label[language] }) },
  )
  const all = roles.data ?? []
  const shown = isNarrow ? all.filter(({ id }) => String(id) === (chosen ?? String(all[0]?.id))) : all

  return (
    <>
      <PageHeader
        title={t('administration.section.roles')}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('administration.roles.add')}
          </Button>
        }
      />
      <PageBody>
        <p className={classes['text']}>{t('administration.roles.text')}</p>
        <ProblemBanner problem={roles.error} onRetry={() => void roles.refetch()} />
        {roles.isPending ? <SkeletonLines count={12} height={18} /> : null}
        {isNarrow ? (
          <Select
            label={t('administration.roles.choose')}
            allowDeselect={false}
            value={chosen ?? String(all[0]?.id ?? '')}
            data={all.map(({ id, label }) => ({ value: String(id), label: label[language] }))}
            onChange={setChosen}
          />
        ) : null}
        {shown.length > 0 ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways by keyboard
          <section className={classes['matrix']} aria-label={t('administration.section.roles')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('administration.roles.right')}</th>
                  {shown.map((role) => (
                    <th key={role.id} scope="col">
                      <span className={classes['roleHead']}>
                        {role.label[language]}
                        <RoleMenu role={role} onEdit={() => setEdited(role)} />
                      </span>
                      <span className={classes['quiet']}>{t('administration.roles.users', { count: role.users })}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rightNames.map((right, index) => (
                  <tr
                    key={right}
                    data-first={(index > 0 && areaOf(right) !== areaOf(rightNames[index - 1] ?? right)) || undefined}
                  >
                    <th scope="row">{rights[right][language]}</th>
                    {shown.map((role) => (
                      <td key={role.id}>
                        <Checkbox
                          display="inline-flex"
                          aria-label={`${role.label[language]} – ${rights[right][language]}`}
                          title={isFixed(role) ? t('administration.roles.fixed') : undefined}
                          checked={role.rights.includes(right)}
                          disabled={isFixed(role) || setRights.isPending}
                          onChange={(event) => setRights.mutate({ role, right, isGiven: event.currentTarget.checked })}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
                <tr data-first>
                  <th scope="row">{t('administration.roles.requiresFactor')}</th>
                  {shown.map((role) => (
                    <td key={role.id}>
                      <Checkbox
                        display="inline-flex"
                        aria-label={`${role.label[language]} – ${t('administration.roles.requiresFactor')}`}
                        checked={role.requiresSecondFactor}
                        disabled={setFactor.isPending}
                        onChange={(event) => setFactor.mutate({ role, isRequired: event.currentTarget.checked })}
                      />
                    </td>
                  ))}
                </tr>
              </tbody>
            </table>
          </section>
        ) : null}
      </PageBody>
      {edited ? <RoleDialog role={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} /> : null}
    </>
  )
}
