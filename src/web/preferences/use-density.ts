import { useLocalStorage } from '@mantine/hooks'
import { useEffect } from 'react'

export type Density = 'comfortable' | 'compact'

/** The height of rows and controls, remembered in this browser. */
export function useDensity() {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'rafale-density',
    defaultValue: 'compact',
    getInitialValueInEffect: false,
  })
  useEffect(() => {
    document.documentElement.dataset['density'] = density
  }, [density])
  return { density, setDensity, rowHeight: density === 'compact' ? 34 : 42 }
}
