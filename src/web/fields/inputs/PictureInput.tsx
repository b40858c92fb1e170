import { Button, Input } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { IconPhoto, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPicture } from '../../../shared/contract/picture.contract.ts'
import { pictureTypes } from '../../../shared/pictures/picture-limits.ts'
import { upload } from '../../api/upload.ts'
import { Portrait } from '../Portrait.tsx'
import { squarePicture } from '../square-picture.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import classes from './PictureInput.module.css'

/** A photo: chosen, dropped here or pasted; made a small square here before it is sent. */
export function PictureInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const { label, 'data-field': name } = commonProps(props)
  const isFixed = (props.isDisabled ?? props.field.isReadOnly) || props.lock !== undefined
  const bring = useMutation({
    mutationFn: async (file: Blob) => upload(addPicture, { parts: { file: await squarePicture(file) } }),
    onSuccess: ({ hash }) => props.onChange(hash),
  })
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file && !isFixed) bring.mutate(file)
  }
  const has = typeof props.value === 'string'

  return (
    <Input.Wrapper
      className={classes['row'] ?? ''}
      label={label}
      labelElement="div"
      labelProps={{ id: `${id}-label` }}
      error={bring.error?.message ?? props.error}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do by keyboard what dropping does */}
      <fieldset
        className={classes['place']}
        aria-labelledby={`${id}-label`}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(!isFixed)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          take(event.clipboardData.files)
        }}
      >
        <Portrait name="" photo={props.value} size={56} />
        <div className={classes['acts']}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPhoto size={15} stroke={1.7} aria-hidden />}
            loading={bring.isPending}
            disabled={isFixed}
            data-field={name}
            onClick={() => chooser.current?.click()}
          >
            {t(has ? 'fields.picture.change' : 'fields.picture.choose')}
          </Button>
          {has && !isFixed ? (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconTrash size={15} stroke={1.7} aria-hidden />}
              onClick={() => {
                bring.reset()
                props.onChange(null)
              }}
            >
              {t('fields.picture.remove')}
            </Button>
          ) : null}
          {isFixed ? null : <span className={classes['hint']}>{t('fields.picture.hint')}</span>}
        </div>
        <input
          ref={chooser}
          type="file"
          accept={pictureTypes.join(',')}
          hidden
          aria-label={props.field.label[props.language]}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </fieldset>
    </Input.Wrapper>
  )
}
