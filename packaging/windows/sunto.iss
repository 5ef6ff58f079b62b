; Inno Setup: for one user, without an administrator. `iscc /DVersion=0.1.0 sunto.iss` after packaging\build folder.
#ifndef Version
  #error Give the version: iscc /DVersion=…
#endif

[Setup]
AppId={{6B0C2C1E-5D0B-4C0E-9C3A-6D7B6E5A1F42}
AppName=Sunto
AppVersion={#Version}
AppPublisher=The Sunto developers
DefaultDirName={localappdata}\Programs\Sunto
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=sunto-{#Version}-windows-x64
SetupIconFile=..\..\build\sunto.ico
UninstallDisplayIcon={app}\sunto.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "it"; MessagesFile: "compiler:Languages\Italian.isl"

[CustomMessages]
en.RemoveData=Delete your documents, summaries and settings in Sunto, too? They cannot be brought back.
it.RemoveData=Eliminare anche i documenti, i riassunti e le impostazioni in Sunto? Non si potranno recuperare.

[Files]
Source: "..\..\dist\sunto\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\Sunto"; Filename: "{app}\sunto.exe"

[Registry]
; "Open with" for PDFs; the program that opens them now stays.
Root: HKCU; Subkey: "Software\Classes\Sunto.pdf"; ValueType: string; ValueData: "PDF"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Sunto.pdf\shell\open\command"; ValueType: string; ValueData: """{app}\sunto.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.pdf\OpenWithProgids"; ValueType: string; ValueName: "Sunto.pdf"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Applications\sunto.exe\shell\open\command"; ValueType: string; ValueData: """{app}\sunto.exe"" ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\sunto.exe"; Description: "{cm:LaunchProgram,Sunto}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Data: String;
begin
  Data := ExpandConstant('{localappdata}\sunto');
  if (Step = usPostUninstall) and DirExists(Data) and not UninstallSilent then
    if MsgBox(CustomMessage('RemoveData'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Data, True, True, True);
end;
