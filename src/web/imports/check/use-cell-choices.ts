import { useMemo } from 'react'
import { fieldOf, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { findTarget } from '../../../shared/import/targets.ts'
import { useOptions } from '../../fields/inputs/use-options.ts'
import { useLanguage } from '../../texts/use-language.ts'

/** `value` is what is written in the file for it. */
export type CellChoice = { value: string; label: string }

const fallback = fieldOf('company', 'isReference')
const chosen = new Set(['option', 'country', 'choice', 'reference'])
const manifold = new Set(['choices', 'references'])

/**
 * The texts a column's cells may hold, for fields that take one of a few; null where anything may be typed. `isPart`: the
 * text is one of several in a cell, so fields that take several have choices too.
 */
export function useCellChoices(path: string | null, isPart = false): CellChoice[] | null {
  const { language } = useLanguage()
  const target = path === null ? undefined : findTarget(path)
  const field = target?.field ?? fallback
  const options = useOptions(field, undefined)
  return useMemo(() => {
    const isYesNo = target?.field?.type === 'boolean' || target?.virtual?.endsWith('isDefault')
    if (isYesNo) {
      const say = (value: boolean) => typeOf(fallback).format(value, { field: fallback, language })
      return [true, false].map((value) => ({ value: say(value), label: say(value) }))
    }
    if (
      !target?.field ||
      !(chosen.has(target.field.type) || (isPart && manifold.has(target.field.type))) ||
      options.length === 0
    )
      return null
    // A country is written by its code; other choices by their label, which files may hold.
    const textOf = field.type === 'country' ? 'value' : 'label'
    const seen = new Map(options.map((option) => [option[textOf], { value: option[textOf], label: option.label }]))
    return [...seen.values()]
  }, [target, field, options, language, isPart])
}
