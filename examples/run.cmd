@echo off
rem Starts the examples on Windows, built first if they are not up to date.
rem usage: examples\run.cmd [ARGUMENT...]     no argument: demo; --help lists the rest
setlocal
for %%R in ("%~dp0..") do set "root=%%~fR"
set "jar=%root%\examples\target\netty-winsock-examples.jar"
set "built=%root%\examples\target\built-from"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

set "stale=0"
if not exist "%jar%" goto build
call :newer examples\target\*.jar jar /L
if not %stale% == 0 goto built_by_maven
call :sources /L
call :count transport-winsock\src\main
call :count examples\src\main
if %stale% == 0 goto run
goto build

rem the jar is not that of the last build here: it is good if it is newer than what it is of
:built_by_maven
set "stale=0"
for %%F in ("%root%\pom.xml" "%root%\transport-winsock\pom.xml" "%root%\examples\pom.xml") do call :newer_than_jar %%F
for /r "%root%\transport-winsock\src\main" %%D in (.) do call :newest_of "%%D"
for /r "%root%\examples\src\main" %%D in (.) do call :newest_of "%%D"
if not %stale% == 0 goto build
call :copy_sources
call :newer examples\target\*.jar jar /Q
goto run

:build
echo building the examples 1>&2
set "mvn=%root%\mvnw.cmd"
for %%M in (mvn.cmd mvn.bat mvn.exe) do if not "%%~$PATH:M" == "" set "mvn=mvn"
rem before the build: what is saved meanwhile is newer than the copy
call :copy_sources
call "%mvn%" -q -B -ntp -f "%root%\pom.xml" -pl examples -am package -Dmaven.test.skip=true 1>&2
if not %errorlevel% == 0 (
  rmdir /s /q "%built%"
  exit /b 1
)
call :newer examples\target\*.jar jar /Q

:run
if not "%~1" == "" goto run_given
"%java%" -jar "%jar%" demo
exit /b %errorlevel%

:run_given
"%java%" -jar "%jar%" %*
exit /b %errorlevel%

:copy_sources
if exist "%built%" rmdir /s /q "%built%"
call :sources /Q
exit /b 0

rem a copy of what was built, and of what from, is kept: /L looks for what is newer than there, /Q makes it
:sources
call :newer *.xml parent %1
call :newer transport-winsock\*.xml transport-winsock %1
call :newer transport-winsock\src\main transport-winsock\src\main %1 /S
call :newer examples\*.xml examples %1
call :newer examples\src\main examples\src\main %1 /S
exit /b 0

rem xcopy names a file in each line but the last, which has no \ and is in the language of this Windows
:newer
for /f "tokens=2 delims=\" %%F in ('xcopy "%root%\%1" "%built%\%2" /D /I /Y %3 %4') do set "stale=1"
exit /b 0

rem what was deleted is still in the copy
:count
set "more=0"
for /r "%root%\%1" %%F in (*) do set /a more+=1
for /r "%built%\%1" %%F in (*) do set /a more-=1
if not %more% == 0 set "stale=1"
exit /b 0

:newest_of
set "newest="
for /f "delims=" %%F in ('dir /b /a-d /o-d %1 2^>nul') do if not defined newest set "newest=%%F"
if defined newest call :newer_than_jar "%~1\%newest%"
exit /b 0

:newer_than_jar
for /f "tokens=2 delims=\" %%F in ('xcopy %1 "%jar%" /D /Y /L') do set "stale=1"
exit /b 0
