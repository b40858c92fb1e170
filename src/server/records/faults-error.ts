import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import type { Fault } from './plan/check-plan.ts'

/** An edit refused for one or more faults, all of them named. */
export class FaultsError extends RafaleError {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[], language: Language) {
    super('edit-refused', {
      detail: faults
        .slice(0, 3)
        .map((fault) => faultText(fault, language))
        .join(' '),
    })
    this.faults = faults
  }

  override textIn(language: Language): string {
    return errorText(
      this.code,
      {
        detail: this.faults
          .slice(0, 3)
          .map((fault) => faultText(fault, language))
          .join(' '),
      },
      language,
    )
  }

  /** Every fault; the field of an address is written `address.<its place in the edit>.<key>`. */
  override membersIn(language: Language): Record<string, unknown> {
    return {
      faults: this.faults.map((fault) => ({
        field: fault.entity === 'address' && fault.field ? `address.${fault.rowNo ?? 0}.${fault.field}` : fault.field,
        entity: fault.entity,
        recordId: fault.recordId,
        code: fault.code,
        message: faultText(fault, language),
      })),
    }
  }
}

/** A fault in words; the parameters a text may name are the field, its value and what the rule compares it with. */
export function faultText(fault: Fault, language: Language): string {
  return errorText(fault.code, faultParams(fault.entity, fault.field, fault.value, language), language)
}

/** The parameters that the texts of faults use, for a field of an entity and the value at fault. */
export function faultParams(
  entity: EntityName,
  key: string | null,
  value: string | null,
  language: Language,
): Record<string, string | number> {
  const params: Record<string, string | number> = { value: value ?? '', kind: value ?? '' }
  if (!key) return params
  const field = fieldOf(entity, key)
  const other = field.requiredWhen ? fieldOf(entity, field.requiredWhen.field) : undefined
  return {
    ...params,
    field: field.label[language],
    list: field.label[language],
    max: field.maxLength ?? 200,
    options: field.options?.map((option) => option.label[language]).join(', ') ?? '',
    ...(other
      ? {
          other: other.label[language],
          otherValue: other.options?.find((one) => one.code === field.requiredWhen?.equals)?.label[language] ?? '',
        }
      : {}),
  }
}
