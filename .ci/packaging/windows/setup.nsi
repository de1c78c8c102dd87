; The Windows setup: for one person, without an administrator's password. Given by makensis -D:
;   VERSION, BUNDLE (a folder), OUT (the setup), TARGET (the program in the folder), ARGUMENTS (before a file's name; may be empty)
Unicode true
!include "MUI2.nsh"
Name "Analyst App"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Analyst App"
InstallDirRegKey HKCU "Software\Analyst App" "folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Analyst App"
VIAddVersionKey "FileDescription" "Setup of Analyst App"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"
!define MUI_ICON "${BUNDLE}\analyst-app.ico"
!define MUI_UNICON "${BUNDLE}\analyst-app.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${BUNDLE}\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartIt
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "Arabic"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\AnalystApp"

Function StartIt
  Exec '"$INSTDIR\${TARGET}" ${ARGUMENTS}'
FunctionEnd

Section "Analyst App"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\Lib"
  RMDir /r "$INSTDIR\_internal"
  File /r "${BUNDLE}\*.*"
  WriteRegStr HKCU "Software\Analyst App" "folder" "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Analyst App.lnk" "$INSTDIR\${TARGET}" '${ARGUMENTS}' "$INSTDIR\analyst-app.ico"
  ; packets open by a double click; layers and plain texts offer the program, and keep the one that they have
  WriteRegStr HKCU "Software\Classes\.reading" "" "AnalystApp.Reading"
  WriteRegStr HKCU "Software\Classes\AnalystApp.Reading" "" "Packet of articles to read"
  WriteRegStr HKCU "Software\Classes\AnalystApp.Reading\DefaultIcon" "" "$INSTDIR\analyst-app.ico"
  WriteRegStr HKCU "Software\Classes\AnalystApp.Reading\shell\open\command" "" '"$INSTDIR\${TARGET}" ${ARGUMENTS} "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\AnalystApp" "FriendlyAppName" "Analyst App"
  WriteRegStr HKCU "Software\Classes\AnalystApp.Article" "" "News article"
  WriteRegStr HKCU "Software\Classes\AnalystApp.Article\shell\open\command" "" '"$INSTDIR\${TARGET}" ${ARGUMENTS} "%1"'
  WriteRegStr HKCU "Software\Classes\.txt\OpenWithProgids" "AnalystApp.Article" ""
  WriteRegStr HKCU "Software\Classes\.json\OpenWithProgids" "AnalystApp.Article" ""
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Analyst App"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\analyst-app.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; articles, layers and preferences lie elsewhere and stay
  Delete "$SMPROGRAMS\Analyst App.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Analyst App"
  DeleteRegKey HKCU "Software\Classes\AnalystApp.Reading"
  DeleteRegKey HKCU "Software\Classes\AnalystApp.Article"
  DeleteRegKey HKCU "Software\Classes\.reading"
  DeleteRegValue HKCU "Software\Classes\.txt\OpenWithProgids" "AnalystApp.Article"
  DeleteRegValue HKCU "Software\Classes\.json\OpenWithProgids" "AnalystApp.Article"
SectionEnd
