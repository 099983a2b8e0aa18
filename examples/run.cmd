@echo off
rem Starts the examples on Windows, built first if they are not up to date.
rem usage: examples\run.cmd [ARGUMENT...]     no argument: demo; --help lists the rest
setlocal
set "root=%~dp0.."
set "jar=%root%\examples\target\netty-winsock-examples.jar"
set "built=%root%\examples\target\built-from"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

set "stale=0"
if not exist "%jar%" set "stale=1"
call :sources /L
if %stale% == 0 goto run

echo building the examples 1>&2
if exist "%built%" rmdir /s /q "%built%"
call mvn -q -B -ntp -f "%root%\pom.xml" -pl examples -am package -Dmaven.test.skip=true 1>&2
if not %errorlevel% == 0 exit /b 1
call :sources /Q

:run
if not "%~1" == "" goto run_given
"%java%" -jar "%jar%" demo
exit /b %errorlevel%

:run_given
"%java%" -jar "%jar%" %*
exit /b %errorlevel%

rem a copy of what was built from is kept: /L looks for what is newer than there, /Q makes it
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
