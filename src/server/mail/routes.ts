/** Mail for administrators: the settings, a test, the outbox. Features send with `addMail` of platform/mail. */
import {
  deleteMailSettings,
  getMailSettings,
  listMails as listContract,
  retryMail,
  saveMailSettings,
  sendTestMail,
} from '../../shared/contract/mail.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { changeMailSettings, forgetMailSettings, mailState } from './change-mail-settings.ts'
import { listMails, tryAgain } from './outbox.ts'
import { testMail } from './test-mail.ts'

export const mailRoutes: readonly Implementation[] = [
  implement(getMailSettings, (call) => mailState(call)),
  implement(saveMailSettings, (call) => changeMailSettings(call, call.actor, call.body)),
  implement(deleteMailSettings, (call) => forgetMailSettings(call, call.actor)),
  implement(sendTestMail, (call) => testMail(call, call.actor, call.body.to)),
  implement(listContract, (call) => listMails(call, call.actor.language, call.query)),
  implement(retryMail, ({ pool, params }) => tryAgain(pool, params.id)),
]
