import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './locales/en.ts';
import { zh } from './locales/zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

export const LANGUAGES = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOICE = 'seaworthy.language';

function preferred(): Language {
  const wanted = [localStorage.getItem(CHOICE) ?? '', ...navigator.languages];
  for (const language of wanted) {
    const short = language.slice(0, 2).toLowerCase();
    if (short in LANGUAGES) {
      return short as Language;
    }
  }
  return 'en';
}

/** Shows everything in a language from now on, also after the next start. */
export function choose(language: Language): void {
  localStorage.setItem(CHOICE, language);
  void i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  // Screen readers and the choice of Chinese glyphs go by it.
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
});

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, zh: { translation: zh } },
  lng: preferred(),
  fallbackLng: 'en',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
});

export { i18next };
