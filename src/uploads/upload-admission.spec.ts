import { UploadAdmission } from './upload-admission.js';

describe('UploadAdmission', () => {
  const enterTimes = (admission: UploadAdmission, account: string, times: number) =>
    Array.from({ length: times }, () => admission.enter(account));

  it('bounds the uploads of one account', () => {
    const admission = new UploadAdmission();
    const [leave] = enterTimes(admission, 'a', 64);
    expect(() => admission.enter('a')).toThrow(expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }));
    admission.enter('b');
    leave!();
    leave!();
    admission.enter('a');
    expect(() => admission.enter('a')).toThrow(expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }));
  });

  it('bounds the uploads of all', () => {
    const admission = new UploadAdmission();
    const [leave] = enterTimes(admission, 'a', 64);
    enterTimes(admission, 'b', 64);
    expect(() => admission.enter('c')).toThrow(expect.objectContaining({ code: 'OVERLOADED', retryAfterSeconds: 5 }));
    leave!();
    admission.enter('c');
  });
});
